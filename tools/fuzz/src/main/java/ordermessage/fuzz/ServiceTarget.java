package ordermessage.fuzz;

/**
 * The entry point that the fuzzer calls with each input. The first letter of an input says what it is. Lines
 * separate the other parts, so that a person can read and write inputs:
 *
 * <ul>
 *   <li>{@code p}: a POST: {@code Content-Type}, {@code Content-Encoding}, body;
 *   <li>{@code r}: a record of the queue: {@code content_encoding}, body;
 *   <li>{@code l}: a list: the names and values of its parameters in turn;
 *   <li>{@code g}: a GET: the last part of the path.
 * </ul>
 */
public final class ServiceTarget {
    private ServiceTarget() {}

    /** Calls the service with an input. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        var input = new Input(bytes);
        var service = new Service();
        switch (input.next()) {
            case 'p' -> new PostCheck(service).run(input);
            case 'r' -> new RecordCheck(service).run(input);
            case 'l' -> new ListCheck(service).run(input);
            case 'g' -> new GetCheck(service).run(input);
            default -> {} // The fuzzer learns that these inputs reach nothing.
        }
    }
}
