package ordermessage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import ordermessage.local.monitor.AlarmFile;
import ordermessage.local.monitor.AlarmState;
import ordermessage.local.monitor.AlarmStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmsMainTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    private Path data;

    @Test
    void theStatusInTheDataFolderIsShown() {
        var status = new AlarmStatus("Failing", AlarmState.ALARM, NOW, "9 > 1");
        new AlarmFile(data.resolve(LocalService.ALARM_FILE)).write(new AlarmFile.Content(NOW, List.of(status)));

        assertThat(AlarmsMain.lines(data, NOW, ZoneOffset.UTC))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("Failing ");
    }

    @Test
    void aFolderWithoutAStackIsReportedInOneLine() {
        assertThatThrownBy(() -> AlarmsMain.lines(data, NOW, ZoneOffset.UTC))
                .isInstanceOf(StartFailedException.class)
                .hasMessage("There is no local stack in %s: start make run".formatted(data));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "x", "{\"alarms\": [{}]}", "{\"alarms\": [], \"updated\": \"today\"}"})
    void aFileWithoutAStatusIsReportedInOneLine(String content) throws IOException {
        var file = Files.writeString(data.resolve(LocalService.ALARM_FILE), content);

        assertThatThrownBy(() -> AlarmsMain.lines(data, NOW, ZoneOffset.UTC))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(file + " does not contain the status of alarms: start make run again");
    }
}
