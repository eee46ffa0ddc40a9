package ordermessage.faults;

/** Something that goes wrong. Its text names its kind in the report. */
sealed interface Fault {

    /** A service does this to the next calls of the functions. */
    record Call(Service service, CallFault disturbance, int calls) implements Fault {
        @Override
        public String toString() {
            return service + " " + disturbance;
        }
    }

    /**
     * A process is killed after a service has done its work, and before the process knows: after the write to S3 this
     * is the gap between archive and index, after the write to DynamoDB the one before the acknowledgement.
     */
    record CrashAfterWrite(Service service) implements Fault {
        @Override
        public String toString() {
            return "kill -9 between the write to " + service + " and its answer";
        }
    }

    /** A process is killed at any moment. */
    record Kill(String function) implements Fault {
        @Override
        public String toString() {
            return "kill -9 of " + function;
        }
    }

    /** A process at work is stopped until its message is visible to others again, then goes on. */
    record PausePastVisibility() implements Fault {
        @Override
        public String toString() {
            return "SIGSTOP past the visibility time-out";
        }
    }

    /** Processes at work are stopped until the time is over that they give to a batch, and then go on. */
    record PausePastBatch() implements Fault {
        @Override
        public String toString() {
            return "SIGSTOP until a batch gives its records back";
        }
    }

    /** A process at work is stopped until it runs out of time. */
    record PausePastTimeout() implements Fault {
        @Override
        public String toString() {
            return "SIGSTOP past the function's time-out";
        }
    }

    /** An engine is killed and started again on the same data. */
    record Restart(Service service) implements Fault {
        @Override
        public String toString() {
            return "kill -9 of the engine for " + service;
        }
    }

    /** A message that was accepted is delivered several times more. */
    record Copies(int copies) implements Fault {
        @Override
        public String toString() {
            return "duplicate deliveries";
        }
    }

    /** A record that can never be stored is in the queue. */
    record Poisoned(Poison.Form form) implements Fault {
        @Override
        public String toString() {
            return "poison record";
        }
    }

    /** Several clients post the same at once, some of them in other bytes. */
    record SameAtOnce(int clients) implements Fault {
        @Override
        public String toString() {
            return "one id, one content, many clients at once";
        }
    }

    /** Several clients post different things under one id at once. */
    record ConflictAtOnce(int clients) implements Fault {
        @Override
        public String toString() {
            return "one id, other contents, many clients at once";
        }
    }

    /** A client does not get its 202 and posts again. */
    record LostAcceptance() implements Fault {
        @Override
        public String toString() {
            return "client repeats after a lost 202";
        }
    }
}
