package ordermessage.hostile.round;

import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Texts that no refusal and no log may contain. Many threads can use them. */
public final class Secrets {
    /** The part of a token that is long enough to be of this token alone. */
    private static final int SHORTEST_PART = 40;

    private final String marker = "secret" + UUID.randomUUID().toString().replace("-", "");
    private final AtomicInteger count = new AtomicInteger();
    private final Collection<String> parts = new ConcurrentLinkedQueue<>();

    /** Returns a new secret that begins with this text. */
    public String next(String prefix) {
        return prefix + marker + count.incrementAndGet();
    }

    /** Makes the parts of a token secrets. */
    public String token(String token) {
        for (var part : token.split("[.\\s]", -1)) {
            if (part.length() >= SHORTEST_PART) {
                parts.add(part);
            }
        }
        return token;
    }

    /** Returns whether a text contains a secret. */
    public boolean isIn(String text) {
        return text.contains(marker) || parts.stream().anyMatch(text::contains);
    }
}
