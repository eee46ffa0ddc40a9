package ordermessage.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import ordermessage.faults.audit.FaultCount;
import ordermessage.faults.proxy.AwsService;
import ordermessage.faults.proxy.CallFault;
import org.junit.jupiter.api.Test;

/** Tests the two numbers of each kind of fault. */
class FaultCounterTest {
    @Test
    void aFaultCountsAsScheduledAndLaterAsEffective() {
        var counter = new FaultCounter();
        counter.countScheduled(new Fault.FailingCalls(AwsService.S3, CallFault.THROTTLING, 1));
        counter.countScheduled(new Fault.FailingCalls(AwsService.S3, CallFault.THROTTLING, 60));
        counter.countScheduled(new Fault.RepeatedPost());

        counter.countEffective(new Fault.FailingCalls(AwsService.S3, CallFault.THROTTLING, 60));

        assertThat(counter.counts())
                .isEqualTo(Map.of(
                        "S3 throttles", new FaultCount(2, 1), "client retries after a lost 202", new FaultCount(1, 0)));
    }
}
