package ordermessage.local.docs;

import ordermessage.local.download.SwaggerUiPackage;

/** The page that shows the API reference with Swagger UI. All that it loads is below {@link #PATH}. */
final class ReferencePage {
    static final String PATH = "/docs";

    /** The path of the OpenAPI document. Its references to schemas lead to {@code /schemas}. */
    static final String DOCUMENT = PATH + "/openapi.json";

    static final String START_SCRIPT = "start.js";

    /**
     * The page loads and calls nothing but its own server. Swagger UI has images in its style sheet as {@code data:} URLs,
     * and writes style attributes.
     */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static final String HTML =
            """
            <!DOCTYPE html>
            <html lang="en">
              <head>
                <meta charset="utf-8">
                <title>Order messages: API reference</title>
                <link rel="stylesheet" href="%1$s/%2$s">
                <link rel="icon" type="image/png" href="%1$s/%3$s">
              </head>
              <body>
                <div id="reference"></div>
                <script src="%1$s/%4$s"></script>
                <script src="%1$s/%5$s"></script>
              </body>
            </html>
            """.formatted(PATH, SwaggerUiPackage.STYLES, SwaggerUiPackage.ICON, SwaggerUiPackage.SCRIPT, START_SCRIPT);

    /** Without validatorUrl, Swagger UI asks a server of its makers for a badge. */
    static final String SCRIPT = """
            SwaggerUIBundle({
              url: '%s',
              dom_id: '#reference',
              validatorUrl: null,
              deepLinking: true,
              defaultModelsExpandDepth: 0,
              tryItOutEnabled: true,
              displayRequestDuration: true
            });
            """.formatted(DOCUMENT);

    private ReferencePage() {}
}
