package ordermessage.post;

import ordermessage.http.Answer;
import ordermessage.http.Authorization;
import ordermessage.http.Caller;
import ordermessage.http.ProblemType;
import ordermessage.message.SyntheticCompany;
import ordermessage.metrics.Metric;
import ordermessage.metrics.ServiceMetrics;

/** Emits the metrics of an answer to POST. It skips the synthetic check, which would distort the metrics of companies. */
final class IntakeMetrics {
    private final ServiceMetrics metrics;
    private final SyntheticCompany synthetic;

    IntakeMetrics(ServiceMetrics metrics, SyntheticCompany synthetic) {
        this.metrics = metrics;
        this.synthetic = synthetic;
    }

    /** @param authorization names who sent the message */
    void record(Authorization authorization, Answer answer) {
        if (authorization instanceof Authorization.Granted(Caller.Company(var id)) && synthetic.is(id.value())) {
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
