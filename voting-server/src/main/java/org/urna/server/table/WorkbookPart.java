// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.InputStream;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Looks through the XML of a workbook: no document type, no cell outside the grid, no text that a cell cannot have, no more text than fits. */
final class WorkbookPart {

    private static final Pattern CELL = Pattern.compile("([A-Z]{1,3})([1-9][0-9]{0,6})");
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,7}");
    private static final Set<String> TYPES = Set.of("b", "e", "n", "str", "s", "inlineStr");
    private static final int MAX_COLUMN = 16_384;
    private static final int MAX_ROW = 1_048_576;
    private static final int MAX_CELL = 200_000;
    private static final int MAX_FORMATS = 100_000;
    private static final int MAX_ARRAY_FORMULAS = 1_000;
    private static final int MAX_SHEETS = 500;

    /** Bytes of the heap for texts that cells share, each with about so many for itself. */
    private static final long MAX_SHARED = 160L << 20;

    private static final int PER_TEXT = 64;

    private final XMLInputFactory factory = new InputFactoryImpl();
    private long shared;
    private long texts;
    private long highestText = -1;
    private int formats;
    private int arrayFormulas;
    private int sheets;
    private int cellText;
    private int cellsOfRow;
    private boolean inCell;
    private boolean inShared;
    private boolean sharedValue;
    private final StringBuilder value = new StringBuilder();

    WorkbookPart() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    void check(InputStream in) throws UnreadableTableException {
        inCell = false;
        inShared = false;
        sharedValue = false;
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.hasNext()) {
                event(reader, reader.next());
            }
            reader.close();
        } catch (XMLStreamException e) {
            throw refused("the workbook's XML is damaged");
        }
    }

    /** Cells must refer to texts that are there: the library would make up the missing ones. */
    void end() throws UnreadableTableException {
        if (highestText >= texts) {
            throw refused("the workbook is damaged: a cell refers to a text that is not there");
        }
    }

    private void event(XMLStreamReader reader, int event) throws UnreadableTableException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(reader);
            case XMLStreamConstants.END_ELEMENT -> stop(reader.getLocalName());
            case XMLStreamConstants.DTD, XMLStreamConstants.CDATA, XMLStreamConstants.ENTITY_REFERENCE ->
                throw refused("the workbook's XML has a document type, an entity or CDATA: save it again as .xlsx");
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> text(reader);
            default -> {
                // Comments and the like are skipped by the library too.
            }
        }
    }

    private void start(XMLStreamReader reader) throws UnreadableTableException {
        switch (reader.getLocalName()) {
            case "c" -> cell(reader);
            case "row" -> {
                cellsOfRow = 0;
                row(reader.getAttributeValue(null, "r"));
            }
            case "si" -> {
                inShared = true;
                cellText = 0;
                texts++;
                sharing(PER_TEXT);
            }
            case "f" -> {
                if ("array".equals(reader.getAttributeValue(null, "t")) && ++arrayFormulas > MAX_ARRAY_FORMULAS) {
                    throw refused("the workbook has more than " + MAX_ARRAY_FORMULAS + " array formulas");
                }
            }
            case "xf", "numFmt" -> {
                if (++formats > MAX_FORMATS) {
                    throw refused("the workbook has more than " + MAX_FORMATS + " formats");
                }
            }
            case "sheet" -> {
                if (++sheets > MAX_SHEETS) {
                    throw refused("the workbook has more than " + MAX_SHEETS + " sheets");
                }
            }
            default -> {
                // Of no consequence for memory.
            }
        }
    }

    private void cell(XMLStreamReader reader) throws UnreadableTableException {
        inCell = true;
        cellText = 0;
        value.setLength(0);
        String type = reader.getAttributeValue(null, "t");
        sharedValue = "s".equals(type);
        String style = reader.getAttributeValue(null, "s");
        if ((type != null && !TYPES.contains(type))
                || (style != null && !INDEX.matcher(style).matches())) {
            throw refused("the workbook has a cell of an unknown type or style");
        }
        if (++cellsOfRow > MAX_COLUMN) {
            throw refused("the workbook has a row with more cells than a row can have");
        }
        String place = reader.getAttributeValue(null, "r");
        if (place != null) {
            var cell = CELL.matcher(place);
            if (!cell.matches() || column(cell.group(1)) > MAX_COLUMN || Integer.parseInt(cell.group(2)) > MAX_ROW) {
                throw refused("the workbook has a cell outside the grid");
            }
        }
    }

    private static int column(String letters) {
        return letters.chars().reduce(0, (column, letter) -> column * 26 + letter - 'A' + 1);
    }

    private static void row(@Nullable String number) throws UnreadableTableException {
        if (number != null && (!INDEX.matcher(number).matches() || Integer.parseInt(number) > MAX_ROW)) {
            throw refused("the workbook has a row outside the grid");
        }
    }

    private void text(XMLStreamReader reader) throws UnreadableTableException {
        if (!inCell && !inShared) {
            return;
        }
        int length = reader.getTextLength();
        cellText += length;
        if (cellText > MAX_CELL) {
            throw refused("the workbook has a cell with more text than a cell can have");
        }
        if (inShared) {
            sharing(2L * length);
        } else if (sharedValue) {
            value.append(reader.getText());
        }
    }

    private void sharing(long bytes) throws UnreadableTableException {
        shared += bytes;
        if (shared > MAX_SHARED) {
            throw refused("the workbook holds too much text to be read as one: save the sheet as CSV");
        }
    }

    private void stop(String element) throws UnreadableTableException {
        if (element.equals("c")) {
            inCell = false;
            if (sharedValue && value.length() > 0) {
                if (!INDEX.matcher(value).matches()) {
                    throw refused("the workbook is damaged: a cell refers to no text");
                }
                highestText = Math.max(highestText, Long.parseLong(value.toString()));
            }
        } else if (element.equals("si")) {
            inShared = false;
        }
    }

    private static UnreadableTableException refused(String reason) {
        return new UnreadableTableException(1, "xlsx", reason);
    }
}
