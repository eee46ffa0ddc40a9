package ordermessage.faults.run;

import ordermessage.faults.proxy.AwsService;
import ordermessage.faults.proxy.CallFault;
import ordermessage.faults.traffic.PoisonRecord;

/** A fault that a run injects. Its text names its kind in the report. */
sealed interface Fault {

    /** The next calls of the functions to a service fail. */
    record FailingCalls(AwsService service, CallFault callFault, int calls) implements Fault {
        @Override
        public String toString() {
            return service + " " + callFault;
        }
    }

    /**
     * The processes that wait for a service's response are killed when the service has handled the request. After a
     * write to S3 this is between archive and index. After a write to DynamoDB it is between index and acknowledgement.
     */
    record KillAfterWrite(AwsService service) implements Fault {
        @Override
        public String toString() {
            return "kill -9 between the write to " + service + " and its answer";
        }
    }

    /** A process of a function is killed, whether it is busy or idle. */
    record KillProcess(String function) implements Fault {
        @Override
        public String toString() {
            return "kill -9 of " + function;
        }
    }

    /** A busy process is paused until the visibility timeout of its messages has expired. Then it continues. */
    record PausePastVisibilityTimeout() implements Fault {
        @Override
        public String toString() {
            return "SIGSTOP past the visibility timeout";
        }
    }

    /** The busy processes are paused until the time limit of their batches is over. Then they continue. */
    record PausePastBatchTimeLimit() implements Fault {
        @Override
        public String toString() {
            return "SIGSTOP until a batch gives its records back";
        }
    }

    /** A busy process is paused until the timeout of its function is over. */
    record PausePastFunctionTimeout() implements Fault {
        @Override
        public String toString() {
            return "SIGSTOP past the function's timeout";
        }
    }

    /** An engine is killed, and starts again with the same data. */
    record KillEngine(AwsService service) implements Fault {
        @Override
        public String toString() {
            return "kill -9 of the engine for " + service;
        }
    }

    /** SQS delivers an accepted message again, several times. */
    record DuplicateDeliveries(int copies) implements Fault {
        @Override
        public String toString() {
            return "duplicate deliveries";
        }
    }

    /** A poison record is put into the queue. */
    record PoisonDelivery(PoisonRecord.Defect defect) implements Fault {
        @Override
        public String toString() {
            return "poison record";
        }
    }

    /** Several clients post the same content with the same id at the same time. Each client posts other bytes. */
    record ConcurrentDuplicates(int clients) implements Fault {
        @Override
        public String toString() {
            return "one id, one content, many clients at once";
        }
    }

    /** Several clients post different contents with the same id at the same time. */
    record ConcurrentConflicts(int clients) implements Fault {
        @Override
        public String toString() {
            return "one id, other contents, many clients at once";
        }
    }

    /** A client posts an accepted message again, as if it had not received the 202. */
    record RepeatedPost() implements Fault {
        @Override
        public String toString() {
            return "client retries after a lost 202";
        }
    }
}
