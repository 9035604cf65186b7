// Holds every answer of the server against the OpenAPI document: status, media type, schema.
import fs from "node:fs";
import path from "node:path";
import { require, root } from "../../support/packages.mjs";

const YAML = require("yaml");
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;

export const document = YAML.parse(fs.readFileSync(path.join(root, "src/server/openapi.yaml"), "utf8"));

const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
addFormats(ajv);
ajv.addSchema({ ...document, $id: "openapi" });

const methods = ["get", "put", "post", "delete", "patch"];

/** Every operation: { method, template, id, operation }. */
export const operations = Object.entries(document.paths).flatMap(([template, item]) =>
  methods.filter((method) => item[method]).map((method) => ({
    method: method.toUpperCase(), template, id: item[method].operationId, operation: item[method],
  })));

function matches(template, pathname) {
  const pattern = template.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+?");
  return new RegExp(`^${pattern}$`).test(pathname);
}

export function operationFor(method, pathname) {
  const candidates = operations.filter((each) => each.method === method && matches(each.template, pathname));
  // A fixed path wins over one with parameters: /imports/preview over /imports/{id}.
  return candidates.sort((a, b) => a.template.split("{").length - b.template.split("{").length)[0];
}

// Follows a reference of the document, keeping the pointer for ajv.
function resolve(pointer) {
  let node = document;
  for (const part of pointer.split("/").slice(1)) node = node[part.replace(/~1/g, "/").replace(/~0/g, "~")];
  return node?.$ref ? resolve(node.$ref.slice(1)) : { pointer, node };
}

const escaped = (part) => part.replace(/~/g, "~0").replace(/\//g, "~1");
const validators = new Map();

/** @returns a list of what in the answer is not as the document says; empty where all is. */
export function violations(method, pathname, status, contentType, body) {
  const found = operationFor(method, pathname);
  if (!found) return [`${method} ${pathname} is not in the document`];
  const base = `/paths/${escaped(found.template)}/${method.toLowerCase()}/responses/${status}`;
  if (!found.operation.responses[String(status)]) return [`${found.id}: status ${status} is not documented`];
  const { pointer, node } = resolve(base);
  if (!node.content) return body?.length ? [`${found.id} ${status}: a body where none is documented`] : [];
  const media = (contentType ?? "").split(";")[0].trim();
  if (!node.content[media]) return node.content["*/*"] ? [] : [`${found.id} ${status}: media type ${media || "none"} is not documented`];
  if (!media.endsWith("json")) return [];
  const key = `openapi#${pointer}/content/${escaped(media)}/schema`;
  if (!validators.has(key)) validators.set(key, ajv.compile({ $ref: encodeURI(key) }));
  const validate = validators.get(key);
  if (validate(JSON.parse(body))) return [];
  return validate.errors.map((error) => `${found.id} ${status}: ${error.instancePath || "/"} ${error.message}`);
}
