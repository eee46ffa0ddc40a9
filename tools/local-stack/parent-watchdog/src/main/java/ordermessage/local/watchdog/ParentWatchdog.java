package ordermessage.local.watchdog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Ends this JVM when its parent process ends. The signal is the end of standard input: the parent holds the other end
 * and never writes to it. The operating system closes it when the parent ends, also after {@code kill -9}, when no
 * shutdown hook runs.
 *
 * <p>The local runner uses this class as the main class of every JVM that it starts. The first argument is the name of
 * the actual main class; the other arguments are passed on to it.
 */
public final class ParentWatchdog {
    private static final int EXIT_CODE_OF_SIGKILL = 137;

    private ParentWatchdog() {}

    /** Starts to watch the parent, then runs the main class that the first argument names. */
    public static void main(String[] arguments) throws Throwable {
        Thread.ofPlatform().daemon().name("parent watchdog").start(() -> haltAtEndOf(System.in));
        var main = Class.forName(arguments[0]).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void haltAtEndOf(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken standard input means the same as its end: the parent has ended.
        }
        Runtime.getRuntime().halt(EXIT_CODE_OF_SIGKILL);
    }
}
