package ordermessage.post;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Decodes a body as the header {@code Content-Encoding} says (RFC 9110, section 8.4). The only encoding is gzip. */
final class ContentEncoding {
    /** The encoding for the header {@code Accept-Encoding} of a refusal. */
    static final String SUPPORTED = "gzip";

    private static final Pattern COMMA = Pattern.compile(",");

    private ContentEncoding() {}

    /** The outcome of decoding. */
    sealed interface Outcome {}

    /** The decoded body. If it is larger than the limit, this is its first part, with one byte more than the limit. */
    record Decoded(ByteBuffer body) implements Outcome {}

    /** The body is not in the encoding that the header names. */
    record Malformed() implements Outcome {}

    /** The header names another encoding, or several. */
    record Unsupported() implements Outcome {}

    /**
     * Decodes a body. If the header names gzip but the body does not start like gzip, it is used unchanged: API Gateway may have
     * decoded it, and it does not change the header. No JSON text starts like gzip.
     *
     * @param contentEncoding the value of the header; null if there is none
     * @param limit the size of the largest body in bytes, decoded; decoding stops after one byte more
     */
    static Outcome decode(String contentEncoding, ByteBuffer body, int limit) {
        var encodings = encodings(contentEncoding);
        if (encodings.equals(List.of(SUPPORTED))) {
            return Gunzip.isGzip(body) ? gunzip(body, limit) : new Decoded(body);
        }
        return encodings.isEmpty() ? new Decoded(body) : new Unsupported();
    }

    /** Returns the encodings in lower case. The name {@code x-gzip} also means gzip, and {@code identity} means no encoding. */
    private static List<String> encodings(String contentEncoding) {
        return Stream.ofNullable(contentEncoding)
                .flatMap(COMMA::splitAsStream)
                .map(encoding -> encoding.strip().toLowerCase(Locale.ROOT))
                .filter(encoding -> !encoding.isEmpty() && !encoding.equals("identity"))
                .map(encoding -> encoding.equals("x-gzip") ? SUPPORTED : encoding)
                .toList();
    }

    private static Outcome gunzip(ByteBuffer body, int limit) {
        var bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        try (var gzip = new Gunzip(bytes)) {
            var decoded = gzip.readNBytes(limit + 1);
            return decoded.length <= limit && gzip.isFollowedByOtherData()
                    ? new Malformed()
                    : new Decoded(ByteBuffer.wrap(decoded));
        } catch (IOException e) {
            return new Malformed();
        }
    }

    /**
     * Decodes gzip. It notices data after the last member, which its superclass ignores. It also limits how many members
     * without data stand in a row: for each of them, its superclass calls itself once more.
     */
    private static final class Gunzip extends GZIPInputStream {
        private static final short MAGIC = 0x1F8B;
        private static final int TRAILER_BYTES = 8;

        /** A member may follow at most this many members without data. */
        private static final int MAX_EMPTY_MEMBERS = 100;

        private int emptyMembers;

        /** The buffer has room for all bytes, so that the decoder itself holds all that follows the compressed data. */
        Gunzip(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes), bytes.length);
        }

        static boolean isGzip(ByteBuffer body) {
            return body.remaining() >= Short.BYTES && body.getShort(body.position()) == MAGIC;
        }

        /**
         * Reads data, and counts the members without data. A member counts as one of them until it has given data. The
         * superclass calls this method for each next member.
         */
        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (inf.getBytesWritten() > 0) {
                emptyMembers = 0;
            } else if (emptyMembers++ > MAX_EMPTY_MEMBERS) {
                throw new ZipException("Too many members without data");
            }
            return super.read(buffer, offset, length);
        }

        /** Returns whether other data than the trailer follows the last member. Call it only at the end of this stream. */
        boolean isFollowedByOtherData() {
            return inf.getRemaining() > TRAILER_BYTES;
        }
    }
}
