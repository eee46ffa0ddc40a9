package ordermessage.local.watchdog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Ends this JVM when the process that started it does. Standard input is the leash: nobody ever writes to it, and the
 * operating system closes it when the other end dies, even of {@code kill -9}, which no shutdown hook survives.
 *
 * <p>The main class of every JVM that the local runner starts. The first argument is the main class proper; the others
 * are its arguments.
 */
public final class ParentWatchdog {
    private static final int EXIT_CODE_OF_SIGKILL = 137;

    private ParentWatchdog() {}

    /** Takes the leash, then runs the main class that the first argument names. */
    public static void main(String[] arguments) throws Throwable {
        Thread.ofPlatform().daemon().name("leash").start(() -> haltAtEndOf(System.in));
        var main = Class.forName(arguments[0]).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static void haltAtEndOf(InputStream leash) {
        try {
            leash.transferTo(OutputStream.nullOutputStream());
        } catch (IOException torn) {
            // As good as its end.
        }
        Runtime.getRuntime().halt(EXIT_CODE_OF_SIGKILL);
    }
}
