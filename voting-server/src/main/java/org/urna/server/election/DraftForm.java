// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.urna.server.json.StrictJson;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The form of drafts, by the schema {@code Draft} of the API's description, with every fault and its place. What is not there yet is told
 * apart from what is wrong: the first may be saved and come later.
 *
 * @param missing what a complete draft needs
 * @param faults what no draft may hold
 */
record DraftForm(List<DraftProblem> missing, List<DraftProblem> faults) {

    private static final Set<String> NOT_YET = Set.of("required", "minItems", "minProperties", "minLength");
    private static final Schema SCHEMA = schema();

    static DraftForm of(JsonNode draft) {
        List<DraftProblem> missing = new ArrayList<>();
        List<DraftProblem> faults = new ArrayList<>();
        for (Error error : SCHEMA.validate(draft)) {
            String rule = String.valueOf(error.getKeyword());
            (NOT_YET.contains(rule) ? missing : faults).add(new DraftProblem(pointer(error), rule, error.getMessage()));
        }
        faults.addAll(DraftValues.faults(draft));
        return new DraftForm(List.copyOf(missing), List.copyOf(faults));
    }

    private static String pointer(Error error) {
        String at = String.valueOf(error.getInstanceLocation());
        return error.getProperty() == null ? at : at + "/" + error.getProperty();
    }

    private static Schema schema() {
        try (InputStream in = Objects.requireNonNull(DraftForm.class.getResourceAsStream("/openapi.yaml"))) {
            Map<String, Object> description = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            ObjectNode root = StrictJson.object();
            root.put("$ref", "#/components/schemas/Draft");
            root.set("components", StrictJson.tree(Objects.requireNonNull(description.get("components"))));
            // What is not the schema itself, but referred to by it.
            Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                    .keyword(new NonValidationKeyword("components"))
                    .build();
            return SchemaRegistry.withDialect(dialect).getSchema(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
