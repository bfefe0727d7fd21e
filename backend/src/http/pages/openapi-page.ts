/** Swagger UI reads `/openapi.json`; only looking is possible, since a request from here would be a real one. */
export const openapiPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Account SRL · API</title>
<link rel="stylesheet" href="/openapi/swagger-ui.css">
</head>
<body>
<div id="description"></div>
<script src="/openapi/swagger-ui-bundle.js" charset="utf-8"></script>
<script src="/openapi/start.js"></script>
</body>
</html>
`;

export const openapiScript = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#description',
  supportedSubmitMethods: [],
  validatorUrl: null,
});
`;
