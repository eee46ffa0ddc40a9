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

/** The key pair that a user pool signs with: made when it is first asked for, in a file that only its owner may read. */
final class SigningKey {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int BITS = 2048;

    private SigningKey() {}

    /**
     * The key in a file.
     *
     * @throws IllegalStateException when something else is in the file
     */
    static RSAKey in(Path file) {
        try {
            OwnerOnly.folder(file.getParent());
            // Locked, because make run and make token may both be the first.
            try (var channel = open(file);
                    var _ = channel.lock()) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
                return channel.size() == 0 ? make(channel) : read(channel);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ParseException malformed) {
            // Without its cause, which may quote the key.
            throw new IllegalStateException(file + " holds no key: delete it, and a new one is made");
        }
    }

    private static FileChannel open(Path file) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    private static RSAKey make(FileChannel channel) throws IOException {
        try {
            var key = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
            channel.write(ByteBuffer.wrap(key.toJSONString().getBytes(StandardCharsets.UTF_8)));
            return key;
        } catch (JOSEException noRsa) {
            throw new IllegalStateException("This JVM cannot make an RSA key", noRsa);
        }
    }

    private static RSAKey read(FileChannel channel) throws IOException, ParseException {
        var json = Channels.newInputStream(channel).readAllBytes();
        return RSAKey.parse(new String(json, StandardCharsets.UTF_8));
    }
}
