package ordermessage.local.cognito;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/** Answers a list operation of Cognito's API page by page. The token of the next page is its position. */
final class Page {
    private Page() {}

    /**
     * Returns the page that a request asks for.
     *
     * @param member the member of the answer with the entries
     * @param maximum the largest page
     */
    static JsonObject of(ApiRequest request, String member, List<? extends JsonElement> entries, int maximum)
            throws ApiException {
        var from = position(request, entries.size());
        var to = Math.min(entries.size(), from + request.number("MaxResults", maximum, 1, maximum));
        var page = new JsonArray();
        entries.subList(from, to).forEach(page::add);
        var answer = new JsonObject();
        answer.add(member, page);
        if (to < entries.size()) {
            answer.addProperty("NextToken", Integer.toString(to));
        }
        return answer;
    }

    private static int position(ApiRequest request, int size) throws ApiException {
        try {
            return Math.clamp(Integer.parseInt(request.text("NextToken").orElse("0")), 0, size);
        } catch (NumberFormatException e) {
            throw ApiException.invalid("NextToken is not valid");
        }
    }
}
