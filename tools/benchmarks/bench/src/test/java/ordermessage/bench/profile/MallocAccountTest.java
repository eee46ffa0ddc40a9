package ordermessage.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MallocAccountTest {
    @Test
    void theTotalAndItsPeakAreRead() {
        var account = MallocAccount.of("""
                Native Memory Tracking:

                Total: reserved=1360253KB, committed=130953KB
                       malloc: 40917KB #147585, peak=58452KB #144865
                       mmap:   reserved=1319336KB, committed=90036KB

                -                 Compiler (reserved=1559KB, committed=1559KB)
                                            (malloc=1363KB tag=Compiler #362) (peak=1405KB #396)
                """);

        assertThat(account.used()).isCloseTo(41.9, within(0.01));
        assertThat(account.peak()).isCloseTo(59.85, within(0.01));
    }

    @Test
    void atThePeakTheTotalIsThePeak() {
        var account = MallocAccount.of("malloc: 1000KB #7 (at peak)\nmmap: reserved=1KB, committed=1KB");

        assertThat(account).isEqualTo(new MallocAccount(1.024, 1.024));
    }

    @Test
    void aReportWithoutATotalIsAnError() {
        assertThatThrownBy(() -> MallocAccount.of("Native memory tracking is not enabled"))
                .hasMessageContaining("not enabled");
    }

    @Test
    void theLargestCompilationIsThatOfC2() {
        var largest = MallocAccount.largestCompilation("""
                Compiler Memory Statistic
                    ctyp  total     ra        node      comp
                    c1    99000000  8563600   18395984  9496488   a/B::c(()V)
                    c2    38846360  8563600   18395984  9496488   a/B::d(()V)
                    c2    4394784   6989224   7463824   7804992   a/B::e(()V)
                """);

        assertThat(largest).isCloseTo(38.85, within(0.01));
        assertThat(MallocAccount.largestCompilation("")).isZero();
    }
}
