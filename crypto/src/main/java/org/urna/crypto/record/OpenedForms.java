// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Scalar;

/** The form of openings. */
final class OpenedForms {

    private static final int PLAINTEXT_BYTES = 30;

    private static final Form<Opened.Count> COUNT =
            pair(Forms.INTEGER, Opened.Count::m, Opened.Count::r, Opened.Count::new);

    private static final Form<Opened.Component> COMPONENT = pair(
            Forms.checked(
                    Forms.text(40, 40, false), t -> Forms.isBase64Url(t, PLAINTEXT_BYTES), "not 30 bytes of base64url"),
            Opened.Component::m,
            Opened.Component::r,
            Opened.Component::new);

    static final Form<Opened> OPENED = Form.object(o -> {
        String contest = o.member("contest", Forms.ID, Opened::contest);
        if (o.next("components", Opened.Ranked.class::isInstance)) {
            Members<Opened.Ranked> ranked = o.as(Opened.Ranked.class);
            return new Opened.Ranked(
                    contest, ranked.member("components", Form.list(COMPONENT), Opened.Ranked::components));
        }
        Members<Opened.Additive> additive = o.as(Opened.Additive.class);
        return new Opened.Additive(
                contest,
                additive.member("options", Form.list(COUNT), Opened.Additive::options),
                additive.optional("blank", COUNT, Opened.Additive::blank));
    });

    private OpenedForms() {}

    /** {@code [m,r]}. */
    private static <M, T> Form<T> pair(
            Form<M> first, Function<T, M> m, Function<T, Scalar> r, BiFunction<M, Scalar, T> constructor) {
        return new Form<>() {
            @Override
            public T read(JsonReader in) throws MalformedException {
                in.beginArray();
                T value = constructor.apply(ProofForms.next(in, first), ProofForms.next(in, Forms.SCALAR));
                ProofForms.end(in);
                return value;
            }

            @Override
            public void write(JsonWriter out, T value) {
                out.beginArray();
                ProofForms.put(out, first, m.apply(value));
                ProofForms.put(out, Forms.SCALAR, r.apply(value));
                out.endArray();
            }
        };
    }
}
