package ordermessage.smoke;

import static ordermessage.lambda.Variables.required;

import java.net.URI;
import java.util.Map;

/**
 * The settings of SmokeCheckFunction, from its environment variables.
 *
 * @param apiUrl the URL of the API with its stage
 * @param tokenUrl where the app client gets its tokens
 * @param secretArn the secret with the id and the secret of the app client
 */
public record Environment(URI apiUrl, URI tokenUrl, String secretArn) {

    /**
     * Reads the settings.
     *
     * @throws ordermessage.lambda.Variables.MissingVariableException with the name of the first variable that is not set
     */
    public static Environment from(Map<String, String> variables) {
        return new Environment(
                URI.create(required("API_URL", variables)),
                URI.create(required("TOKEN_URL", variables)),
                required("SECRET_ARN", variables));
    }
}
