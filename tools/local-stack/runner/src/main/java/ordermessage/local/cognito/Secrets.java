package ordermessage.local.cognito;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Makes ids and secrets, and compares secrets. Only their SHA-256 is stored: they are too random to be guessed. */
final class Secrets {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 26;
    private static final int SECRET_LENGTH = 52;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static String newClientId() {
        return random(ID_LENGTH);
    }

    static String newSecret() {
        return random(SECRET_LENGTH);
    }

    static String sha256(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no SHA-256", e);
        }
    }

    /** Returns whether a value is one of the secrets. The time that this takes does not depend on the value. */
    static boolean matches(String value, List<ClientSecret> secrets) {
        var digest = bytes(sha256(value));
        var found = false;
        for (var secret : secrets) {
            found |= MessageDigest.isEqual(digest, bytes(secret.sha256()));
        }
        return found;
    }

    private static byte[] bytes(String digest) {
        return digest.getBytes(StandardCharsets.UTF_8);
    }

    private static String random(int length) {
        return RANDOM.ints(length, 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
