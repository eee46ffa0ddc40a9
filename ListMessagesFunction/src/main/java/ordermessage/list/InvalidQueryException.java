package ordermessage.list;

import ordermessage.http.Problem;

/** The parameters of a request are not valid. */
final class InvalidQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    InvalidQueryException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** Returns the problem to answer with. */
    Problem problem() {
        return problem;
    }
}
