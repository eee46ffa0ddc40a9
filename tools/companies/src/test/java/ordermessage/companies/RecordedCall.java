package ordermessage.companies;

/** A call of Cognito's API, as it went over HTTP. */
record RecordedCall(String target, String request, int status, String answer) {}
