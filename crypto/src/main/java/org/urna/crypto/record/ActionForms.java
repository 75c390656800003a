// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Action.BoothChanged;
import org.urna.crypto.record.Action.BoothFile;
import org.urna.crypto.record.Action.CandidateWithdrawn;
import org.urna.crypto.record.Action.CeremonyAbandoned;
import org.urna.crypto.record.Action.CredentialReplaced;
import org.urna.crypto.record.Action.CredentialRevoked;
import org.urna.crypto.record.Action.DeadlineExtended;
import org.urna.crypto.record.Action.Notice;
import org.urna.crypto.record.Action.OfficerChanged;
import org.urna.crypto.record.Action.Pair;
import org.urna.crypto.record.Action.Setup;

/** Which form the arguments of a decision have. */
final class ActionForms {

    /** The most credentials that one decision replaces or revokes. */
    private static final int MAX_CREDENTIALS = 200;

    private static final Map<EntryType, Form<Action>> FORMS = new EnumMap<>(EntryType.class);

    private static final Form<BoothFile> BOOTH_FILE = Form.object(o -> new BoothFile(
            o.member(
                    "path",
                    Forms.checked(Forms.text(1, 200, false), ActionForms::isPath, "not a path"),
                    BoothFile::path),
            o.member("sha256", Forms.HASH, BoothFile::sha256)));

    private static final Form<List<BoothFile>> BOOTH = Form.list(BOOTH_FILE).map(ActionForms::ascending, files -> {
        JsonWriter.require(isAscending(files), "booth files not ascending by path");
        return files;
    });

    static {
        put(
                Setup.class,
                EntryType.SETUP,
                o -> new Setup(
                        o.member("attempt", Forms.POSITIVE, Setup::attempt),
                        o.member("T", Forms.HASH, Setup::transcript),
                        o.member("size", Forms.INTEGER, Setup::size),
                        o.member("root", Forms.HASH, Setup::root),
                        o.member("Y", Forms.POINT, Setup::electionKey),
                        o.member("V", Form.list(Forms.POINT), Setup::verificationKeys),
                        o.member("maxBallotBytes", Forms.INT, Setup::maxBallotBytes),
                        o.member("booth", BOOTH, Setup::booth)));
        put(
                CeremonyAbandoned.class,
                EntryType.CEREMONY_ABANDONED,
                o -> new CeremonyAbandoned(
                        o.member("attempt", Forms.POSITIVE, CeremonyAbandoned::attempt),
                        o.member("trustees", Form.list(Forms.POSITIVE), CeremonyAbandoned::trustees)));
        Form<Pair> pair = Form.object(o ->
                new Pair(o.member("old", Forms.POINT, Pair::old), o.member("new", Forms.POINT, Pair::replacement)));
        put(
                CredentialReplaced.class,
                EntryType.CREDENTIAL_REPLACED,
                o -> new CredentialReplaced(
                        o.member("pairs", Form.list(pair, 1, MAX_CREDENTIALS), CredentialReplaced::pairs)));
        put(
                CredentialRevoked.class,
                EntryType.CREDENTIAL_REVOKED,
                o -> new CredentialRevoked(o.member(
                        "credentials", Form.list(Forms.POINT, 1, MAX_CREDENTIALS), CredentialRevoked::credentials)));
        put(
                CandidateWithdrawn.class,
                EntryType.CANDIDATE_WITHDRAWN,
                o -> new CandidateWithdrawn(
                        o.member("contest", Forms.ID, CandidateWithdrawn::contest),
                        o.member("candidate", Forms.POSITIVE, CandidateWithdrawn::candidate)));
        put(
                DeadlineExtended.class,
                EntryType.DEADLINE_EXTENDED,
                o -> new DeadlineExtended(o.member("closes", Forms.TIME, DeadlineExtended::closes)));
        put(
                BoothChanged.class,
                EntryType.BOOTH_CHANGED,
                o -> new BoothChanged(o.member("booth", BOOTH, BoothChanged::booth)));
        put(OfficerChanged.class, EntryType.OFFICER_CHANGED, ActionForms::officerChanged);
        put(Notice.class, EntryType.NOTICE, o -> new Notice(o.member("text", Texts.FORM, Notice::text)));
        put(Action.Close.class, EntryType.CLOSE, o -> new Action.Close());
        put(Action.Publish.class, EntryType.PUBLISH, o -> new Action.Publish());
        put(Action.Voided.class, EntryType.VOID, o -> new Action.Voided());
        put(Action.MapDestroyed.class, EntryType.MAP_DESTROYED, o -> new Action.MapDestroyed());
    }

    private ActionForms() {}

    static boolean isAction(EntryType type) {
        return FORMS.containsKey(type);
    }

    static Form<Action> of(EntryType type) {
        @Nullable Form<Action> form = FORMS.get(type);
        if (form == null) {
            throw new IllegalArgumentException("officers do not decide this");
        }
        return form;
    }

    private static <A extends Action> void put(Class<A> kind, EntryType type, Form.Declaration<A> declaration) {
        FORMS.put(type, Form.object(declaration).map(action -> action, kind::cast));
    }

    private static OfficerChanged officerChanged(Members<OfficerChanged> o) throws MalformedException {
        OfficerChanged change = new OfficerChanged(
                o.optional("removed", Forms.THUMBPRINT, OfficerChanged::removed),
                o.optional("added", ManifestForms.OFFICER, OfficerChanged::added));
        o.require(change.removed() != null || change.added() != null, "neither removed nor added");
        return change;
    }

    private static List<BoothFile> ascending(List<BoothFile> files) throws MalformedException {
        if (!isAscending(files)) {
            throw new MalformedException("booth files not ascending by path");
        }
        return files;
    }

    private static boolean isAscending(List<BoothFile> files) {
        for (int i = 1; i < files.size(); i++) {
            if (files.get(i - 1).path().compareTo(files.get(i).path()) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Relative, and staying below where it starts. */
    private static boolean isPath(String path) {
        return path.chars().allMatch(ActionForms::isPathCharacter)
                && Stream.of(path.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    private static boolean isPathCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._-/".indexOf(c) >= 0;
    }
}
