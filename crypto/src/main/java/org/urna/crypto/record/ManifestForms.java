// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import org.urna.crypto.record.Manifest.Departure;
import org.urna.crypto.record.Manifest.Keys;
import org.urna.crypto.record.Manifest.Officer;
import org.urna.crypto.record.Manifest.Registrar;
import org.urna.crypto.record.Manifest.Roll;
import org.urna.crypto.record.Manifest.Schedule;
import org.urna.crypto.record.Manifest.Section;
import org.urna.crypto.record.Manifest.Style;
import org.urna.crypto.record.Manifest.Trustee;
import org.urna.crypto.record.Manifest.Witness;

/** The form of the manifest and its parts. */
final class ManifestForms {

    static final Form<Officer> OFFICER = Form.object(
            o -> new Officer(o.member("name", Forms.NAME, Officer::name), o.member("key", KeyForms.JWK, Officer::key)));

    private static final Form<Keys> KEYS = Form.object(o -> new Keys(
            o.member("board", KeyForms.VKEY, Keys::board),
            o.member("cosigner", KeyForms.VKEY, Keys::cosigner),
            o.member("receipt", KeyForms.JWK, Keys::receipt)));

    private static final Form<Witness> WITNESS = Form.object(o ->
            new Witness(o.member("name", Forms.NAME, Witness::name), o.member("key", KeyForms.VKEY, Witness::key)));

    private static final Form<Registrar> REGISTRAR = Form.object(o -> new Registrar(
            o.member("mode", Forms.word("server", "separate"), Registrar::mode),
            o.member("key", KeyForms.JWK, Registrar::key)));

    private static final Form<Trustee> TRUSTEE = Form.object(o -> new Trustee(
            o.member("name", Forms.NAME, Trustee::name),
            o.member("thumbprint", Forms.THUMBPRINT, Trustee::thumbprint)));

    private static final Form<Schedule> SCHEDULE = Form.object(o -> new Schedule(
            o.member("opens", Forms.TIME, Schedule::opens),
            o.member("closes", Forms.TIME, Schedule::closes),
            o.member("closeByHand", Forms.BOOL, Schedule::closeByHand),
            o.member("disputeEnds", Forms.TIME, Schedule::disputeEnds)));

    private static final Form<Roll> ROLL = Form.object(o -> new Roll(
            o.member("size", Forms.INT, Roll::size),
            o.member("reserve", Forms.INT, Roll::reserve),
            o.member("replacements", Forms.INT, Roll::replacements)));

    private static final Form<Section> SECTION = Form.object(
            o -> new Section(o.member("id", Forms.ID, Section::id), o.member("title", Texts.FORM, Section::title)));

    private static final Form<Style> STYLE = Form.object(o -> new Style(
            o.member("id", Forms.ID, Style::id),
            o.member("title", Texts.FORM, Style::title),
            o.member("section", Forms.ID, Style::section),
            o.member("contests", Form.list(Forms.ID), Style::contests)));

    private static final Form<Departure> OVERRIDE = Form.object(o -> new Departure(
            o.member("rule", Forms.ID, Departure::rule), o.member("reason", Forms.NAME, Departure::reason)));

    static final Form<Manifest> MANIFEST = Form.object(o -> {
        o.member("protocol", Forms.word("urna-1"), manifest -> "urna-1");
        return new Manifest(
                o.member("election", Forms.ELECTION, Manifest::election),
                o.member("rehearsal", Forms.BOOL, Manifest::rehearsal),
                o.member("languages", Form.list(Forms.LANGUAGE), Manifest::languages),
                o.member("title", Texts.FORM, Manifest::title),
                o.member("origin", KeyForms.ORIGIN, Manifest::origin),
                o.member("keys", KEYS, Manifest::keys),
                o.member("witnesses", Form.list(WITNESS), Manifest::witnesses),
                o.member("quorum", Forms.INT, Manifest::quorum),
                o.member("maxGapMinutes", Forms.INT, Manifest::maxGapMinutes),
                o.member("officers", Form.list(OFFICER), Manifest::officers),
                o.member("registrar", REGISTRAR, Manifest::registrar),
                o.member("trustees", Form.list(TRUSTEE), Manifest::trustees),
                o.member("threshold", Forms.INT, Manifest::threshold),
                o.member("mixers", Forms.INT, Manifest::mixers),
                o.member("schedule", SCHEDULE, Manifest::schedule),
                o.member("roll", ROLL, Manifest::roll),
                o.member("sections", Form.list(SECTION), Manifest::sections),
                o.member("styles", Form.list(STYLE), Manifest::styles),
                o.member("contests", Form.list(ContestForms.CONTEST), Manifest::contests),
                o.member("minBallots", Forms.INT, Manifest::minBallots),
                o.member("overrides", Form.list(OVERRIDE), Manifest::overrides));
    });

    private ManifestForms() {}
}
