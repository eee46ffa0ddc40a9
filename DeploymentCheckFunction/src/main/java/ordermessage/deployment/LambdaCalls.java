package ordermessage.deployment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** Calls versions with the API of Lambda. */
final class LambdaCalls implements FunctionCalls {
    private static final Logger LOG = LoggerFactory.getLogger(LambdaCalls.class);

    private final LambdaClient lambda;

    LambdaCalls(LambdaClient lambda) {
        this.lambda = lambda;
    }

    @Override
    public String call(String version, String event) {
        try {
            var response = lambda.invoke(request -> request.functionName(version)
                    .invocationType(InvocationType.REQUEST_RESPONSE)
                    .payload(SdkBytes.fromUtf8String(event)));
            if (response.functionError() != null) {
                // The payload has the error. It stays where it is: in the log of the function that failed.
                throw new CheckFailedException("the function fails (" + response.functionError() + ")");
            }
            return response.payload().asUtf8String();
        } catch (SdkException e) {
            LOG.warn("The version cannot be called", e);
            throw new CheckFailedException("the version cannot be called");
        }
    }
}
