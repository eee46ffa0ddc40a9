package ordermessage.local.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import ordermessage.local.files.OwnerOnly;
import ordermessage.local.redirect.CallRedirect;
import ordermessage.local.redirect.Redirect;

/**
 * Switches faults of the stores on and off. While a fault is on, a file redirects calls of the functions to a server of this class
 * in place of the engine, see {@link CallRedirect}. While no fault is on, the functions call the engines themselves.
 */
public final class StoreFaults implements AutoCloseable {
    private static final Duration LATENCY = Duration.ofSeconds(1);
    private static final Set<String> WRITES_OF_AN_ITEM = Set.of("PutItem", "UpdateItem", "DeleteItem");

    private final Path folder;
    private final ThrottlingServer throttling;
    private final LatencyProxy latency;
    private final Map<StoreFault, Switch> switches;

    /** A fault is on while this file exists. */
    private record Switch(Path file, Redirect redirect) {}

    /**
     * Starts the servers. All faults are off.
     *
     * @param folder the folder of the files
     * @param dynamoDb the engine that stands in for DynamoDB
     * @param s3 the engine that stands in for S3
     * @param throttled receives the name of the table of each write that is throttled
     */
    public StoreFaults(Path folder, URI dynamoDb, URI s3, Consumer<String> throttled) {
        this.folder = folder;
        throttling = new ThrottlingServer(throttled);
        latency = new LatencyProxy(LATENCY);
        latency.forwardTo(s3);
        switches = Map.of(
                StoreFault.TABLE_THROTTLED,
                new Switch(
                        CallRedirect.file(folder, dynamoDb.getPort()),
                        new Redirect(throttling.address(), WRITES_OF_AN_ITEM)),
                StoreFault.ARCHIVE_SLOW,
                new Switch(CallRedirect.file(folder, s3.getPort()), new Redirect(latency.address(), Set.of())));
        deleteOldFiles();
    }

    /** Returns the variables with which the processes of the functions find the files. */
    public Map<String, String> variables() {
        return Map.of(CallRedirect.FOLDER_VARIABLE, folder.toString());
    }

    /** Returns whether a fault is on. */
    public boolean isOn(StoreFault fault) {
        return Files.exists(switches.get(fault).file());
    }

    /** Switches a fault on. A call that has begun does not notice it. */
    public void switchOn(StoreFault fault) {
        var file = switches.get(fault).file();
        try {
            OwnerOnly.replace(file, switches.get(fault).redirect().text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Switches a fault off. A call that has begun does not notice it, also when the SDK tries it again. */
    public void switchOff(StoreFault fault) {
        try {
            Files.deleteIfExists(switches.get(fault).file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Switches all faults off, and stops the servers. */
    @Override
    public void close() {
        switches.keySet().forEach(this::switchOff);
        throttling.close();
        latency.close();
    }

    /** A stack that was killed leaves its files. The same port may now be that of another engine. */
    private void deleteOldFiles() {
        try (var files = Files.list(OwnerOnly.folder(folder))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
