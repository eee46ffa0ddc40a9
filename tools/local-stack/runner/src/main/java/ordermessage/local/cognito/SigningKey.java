package ordermessage.local.cognito;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Set;
import java.util.UUID;
import ordermessage.local.files.OwnerOnly;

/** Creates the key pairs with which user pools sign tokens, and keeps them in files that only the owner can read. */
final class SigningKey {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int BITS = 2048;

    private SigningKey() {}

    /**
     * Reads the key from a file; creates the key and the file if the file does not exist.
     *
     * @throws IllegalStateException when the file does not contain a key
     */
    static RSAKey readOrCreate(Path file) {
        try {
            OwnerOnly.folder(file.getParent());
            // Locked, because make run and make token may both create the key at the same time.
            try (var channel = open(file);
                    var _ = channel.lock()) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
                return channel.size() == 0 ? create(channel) : read(channel);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            // Without its cause, whose message may contain the key.
            throw new IllegalStateException(file + " does not contain a key: delete it to get a new key");
        }
    }

    private static FileChannel open(Path file) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    private static RSAKey create() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM cannot create an RSA key", e);
        }
    }

    private static RSAKey create(FileChannel channel) throws IOException {
        var key = create();
        channel.write(ByteBuffer.wrap(key.toJSONString().getBytes(StandardCharsets.UTF_8)));
        return key;
    }

    private static RSAKey read(FileChannel channel) throws IOException, ParseException {
        var json = Channels.newInputStream(channel).readAllBytes();
        return RSAKey.parse(new String(json, StandardCharsets.UTF_8));
    }
}
