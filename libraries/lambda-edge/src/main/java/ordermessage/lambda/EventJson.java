package ordermessage.lambda;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Converts JSON to events and answers to JSON. It replaces the runtime's own reader, which loads nine hundred classes. Lambda's
 * runtime finds it through {@code META-INF/services} (Lambda developer guide, "Custom serialization for the Java managed
 * runtime").
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // The interface has them.
public final class EventJson implements CustomPojoSerializer {
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingStrategy(EventJson::nameOf)
            .registerTypeAdapter(ByteBuffer.class, new Binary())
            .disableHtmlEscaping()
            .create();

    @Override
    public <T> T fromJson(InputStream json, Type type) {
        return GSON.fromJson(new InputStreamReader(json, StandardCharsets.UTF_8), type);
    }

    @Override
    public <T> T fromJson(String json, Type type) {
        return GSON.fromJson(json, type);
    }

    @Override
    public <T> void toJson(T value, OutputStream out, Type type) {
        try {
            var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            GSON.toJson(value, type, writer);
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the JSON name of a field. It is the name of the field in the event class, except for these fields. */
    private static String nameOf(Field field) {
        return switch (field.getName()) {
            case "records" -> "Records";
            case "eventSourceArn" -> "eventSourceARN";
            default -> field.getName();
        };
    }

    /** Binary values, which are Base64 in Lambda's events. */
    private static final class Binary extends TypeAdapter<ByteBuffer> {
        @Override
        public ByteBuffer read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return null;
            }
            return ByteBuffer.wrap(Base64.getDecoder().decode(in.nextString()));
        }

        @Override
        public void write(JsonWriter out, ByteBuffer value) throws IOException {
            if (value == null) {
                out.nullValue();
                return;
            }
            var bytes = Base64.getEncoder().encode(value.duplicate());
            out.value(StandardCharsets.ISO_8859_1.decode(bytes).toString());
        }
    }
}
