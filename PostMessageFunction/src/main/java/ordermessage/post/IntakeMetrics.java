package ordermessage.post;

import java.util.Optional;
import ordermessage.http.Answer;
import ordermessage.http.Caller;
import ordermessage.http.ProblemType;
import ordermessage.message.Uuid;
import ordermessage.metrics.Metric;
import ordermessage.metrics.ServiceMetrics;

/** Emits the metrics of an answer to POST. Those of the synthetic check would hide what companies do. */
final class IntakeMetrics {
    private final ServiceMetrics metrics;
    private final Optional<Caller> synthetic;

    /** @param syntheticCompany the company of the synthetic check; empty if there is none */
    IntakeMetrics(ServiceMetrics metrics, Optional<Uuid> syntheticCompany) {
        this.metrics = metrics;
        this.synthetic = syntheticCompany.map(Caller.Company::new);
    }

    /** @param caller who sent the message; empty if its token does not say so */
    void record(Optional<Caller> caller, Answer answer) {
        if (caller.isPresent() && caller.equals(synthetic)) {
            return;
        }
        switch (answer) {
            case Answer.Success success -> metrics.emit(line -> line.count(metric(success.outcome()), 1));
            case Answer.Refusal refusal -> refused(refusal.problem().type());
        }
    }

    private static Metric metric(String outcome) {
        return outcome.equals(MessageIntake.ACCEPTED) ? Metric.ACCEPTED : Metric.DUPLICATE;
    }

    private void refused(ProblemType type) {
        metrics.emit(type.anchor(), line -> line.count(Metric.REJECTED, 1));
        if (type == ProblemType.CONFLICT) {
            metrics.emit(line -> line.count(Metric.CONFLICT, 1));
        }
    }
}
