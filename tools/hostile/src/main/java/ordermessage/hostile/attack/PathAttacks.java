package ordermessage.hostile.attack;

import java.util.List;

/** Paths that contain more than a message's id, such as path traversal. */
public final class PathAttacks {
    private PathAttacks() {}

    /**
     * A path and the status of its refusal.
     *
     * @param path the path after the stage, with the first slash
     * @param status 400 of the service or, when the request is not valid HTTP, of the server; 404 of the gateway when the
     *     route is unknown
     */
    public record Attack(String path, int status) {}

    /** @param id the id of a message */
    public static List<Attack> of(String id) {
        return List.of(
                new Attack("/message/..%2f..%2fetc%2fpasswd", 400),
                new Attack("/message/%2e%2e%2f%2e%2e%2fetc%2fpasswd", 400),
                new Attack("/message/%252e%252e%252f", 400),
                new Attack("/message/..%5c..%5cwindows", 400),
                new Attack("/message/%00", 400),
                new Attack("/message/" + id + "%00", 400),
                new Attack("/message/" + id + "%00.json", 400),
                new Attack("/message/" + id + "%0a", 400),
                new Attack("/message/" + id + "%20", 400),
                new Attack("/message/%20" + id, 400),
                new Attack("/message/" + id + "%2f" + id, 400),
                new Attack("/message/" + id + ".json", 400),
                new Attack("/message/" + id + ";x", 400),
                new Attack("/message/*", 400),
                new Attack("/message/..", 400),
                new Attack("/message/%ff%fe", 400),
                new Attack("/message/" + "a".repeat(10_240), 400),
                new Attack("/message/%zz", 400),
                new Attack("/message/../message/" + id, 404),
                new Attack("/message/" + id + "/..", 404),
                new Attack("/message/" + id + "//", 404),
                new Attack("/message//" + id, 404),
                new Attack("//message/" + id, 404),
                new Attack("/message/", 404),
                new Attack("/./message/" + id, 404),
                new Attack("/MESSAGE/" + id, 404));
    }
}
