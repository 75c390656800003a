// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.List;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;

/**
 * What a trustee publishes of a polynomial: {@code A_{i,k} = a_{i,k}*G} for {@code k} from 0 to {@code t - 1}.
 *
 * @param points lowest coefficient first, none infinity
 */
public record PublicPolynomial(List<Point> points) {

    /** @throws IllegalArgumentException if there is no point or one is infinity */
    public PublicPolynomial {
        points = List.copyOf(points);
        if (points.isEmpty() || points.stream().anyMatch(Point::isInfinity)) {
            throw new IllegalArgumentException("a public polynomial is a list of finite points");
        }
    }

    /** {@code f_i(j)*G}, the sum of {@code j^k*A_{i,k}}; may be infinity. */
    public Point at(int j) {
        Point value = points.get(points.size() - 1);
        for (int k = points.size() - 2; k >= 0; k--) {
            value = value.times(Scalar.of(j)).plus(points.get(k));
        }
        return value;
    }

    /** Whether {@code share} is {@code f_i(j)}; otherwise whoever dealt it is at fault (check {@code key-share}). */
    public Verdict checkShare(int j, SecretScalar share) {
        return share.timesG().equals(at(j))
                ? Verdict.accept()
                : Verdict.reject("key-share", "the share is not the value of the published polynomial");
    }
}
