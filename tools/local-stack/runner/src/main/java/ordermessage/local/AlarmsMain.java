package ordermessage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import ordermessage.local.monitor.AlarmFile;
import ordermessage.local.monitor.AlarmTable;

/** The main class of {@code make alarms}: prints the status of the alarms of the stack that {@code make run} runs. */
public final class AlarmsMain {
    private AlarmsMain() {}

    /** Reads the data folder from an environment variable, see {@link Settings}. */
    public static void main(String[] arguments) {
        try {
            var data = new Settings(System.getenv(), false).data(Path.of("").toAbsolutePath());
            lines(data, Instant.now(), ZoneId.systemDefault()).forEach(System.out::println);
        } catch (RuntimeException e) {
            System.err.println(e.getMessage() == null ? e : e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Returns the status of the alarms as a table.
     *
     * @param data the data folder of the stack
     * @param zone the time zone of the times
     * @throws StartFailedException when the folder has no status of alarms
     */
    static List<String> lines(Path data, Instant now, ZoneId zone) {
        try {
            return AlarmTable.lines(new AlarmFile(data.resolve(LocalService.ALARM_FILE)).read(), now, zone);
        } catch (IOException e) {
            throw new StartFailedException("There is no local stack in %s: start make run".formatted(data), e);
        }
    }
}
