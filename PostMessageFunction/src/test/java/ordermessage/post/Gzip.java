package ordermessage.post;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Compresses the bodies of tests. */
final class Gzip {
    private Gzip() {}

    static byte[] gzip(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Returns a member several times in a row. */
    static byte[] members(byte[] member, int count) {
        var all = ByteBuffer.allocate(count * member.length);
        while (all.hasRemaining()) {
            all.put(member);
        }
        return all.array();
    }
}
