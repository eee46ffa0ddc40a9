package software.amazon.awssdk.http.apache5;

import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Takes the place of the SDK's class with this name in an artifact that {@code make variants} measures. It builds the client that
 * the system property {@value #CLIENT} names: {@code crt} or {@code url-connection}. So the code of the functions does not know
 * that there are other clients. It has the settings that the functions use, and no others.
 */
public final class Apache5HttpClient {
    /** The name of the property. */
    public static final String CLIENT = "ordermessage.bench.http-client";

    private Apache5HttpClient() {}

    /** Returns a builder of the client that the property names. */
    public static Builder builder() {
        var client = System.getProperty(CLIENT, "");
        return switch (client) {
            case "crt" -> new Crt();
            case "url-connection" -> new UrlConnection();
            default -> throw new IllegalStateException("%s=%s is no client".formatted(CLIENT, client));
        };
    }

    /** The settings of the class that this one replaces. */
    public interface Builder extends SdkHttpClient.Builder<Builder> {
        Builder connectionTimeout(Duration timeout);

        /** The CRT client has no such timeout. The SDK's own timeout ends a call that takes too long. */
        default Builder socketTimeout(Duration timeout) {
            return this;
        }

        /** The client of {@link java.net.HttpURLConnection} has no limit. */
        default Builder maxConnections(Integer connections) {
            return this;
        }

        /** No other client has this setting. */
        default Builder expectContinueEnabled(Boolean enabled) {
            return this;
        }
    }

    private static final class Crt implements Builder {
        private final AwsCrtHttpClient.Builder builder = AwsCrtHttpClient.builder();

        @Override
        public Builder connectionTimeout(Duration timeout) {
            builder.connectionTimeout(timeout);
            return this;
        }

        @Override
        public Builder maxConnections(Integer connections) {
            builder.maxConcurrency(connections);
            return this;
        }

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return builder.buildWithDefaults(defaults);
        }
    }

    private static final class UrlConnection implements Builder {
        private final UrlConnectionHttpClient.Builder builder = UrlConnectionHttpClient.builder();

        @Override
        public Builder connectionTimeout(Duration timeout) {
            builder.connectionTimeout(timeout);
            return this;
        }

        @Override
        public Builder socketTimeout(Duration timeout) {
            builder.socketTimeout(timeout);
            return this;
        }

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return builder.buildWithDefaults(defaults);
        }
    }
}
