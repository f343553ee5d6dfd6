import {
  objectField,
  objectOf,
  objectsOf,
  fieldOf,
  itemsOf,
  scalarText,
  textField,
  type JsonObject,
} from './json-values.ts';

/** Attributes by name: texts, numbers and booleans as text. Lists and maps are left out. */
export type Attributes = ReadonlyMap<string, string>;

/** A span of a trace. */
export interface Span {
  /** Where it stands: `$.resourceSpans[0].scopeSpans[0].spans[3]`. */
  readonly path: string;
  /** Trace and span id; empty where it has none. */
  readonly id: string;
  /** The same of the span it is part of. */
  readonly parent: string;
  readonly attributes: Attributes;
  /** Attributes of the process that made the span. */
  readonly resource: Attributes;
  readonly span: JsonObject;
}

/**
 * The spans of a value of OTLP JSON: `resourceSpans → scopeSpans → spans`, in camel case or as protobuf names them, as
 * Tempo's `batches` and `trace`, in an array of such; and a span by itself, as SDKs print them.
 */
export function spansOf(value: unknown): readonly Span[] {
  return itemsOf(value).flatMap(({ path, value: item }) => {
    const object = objectOf(item);
    if (object === undefined) return [];
    const place = path === '' ? '$' : path;
    const trace = objectField(object, 'trace');
    const lists = trace === undefined ? spanLists(object, place) : spanLists(trace, `${place}.trace`);
    return lists.length > 0 ? lists : singleSpan(object, path);
  });
}

function spanLists(object: JsonObject, path: string): readonly Span[] {
  const spans: Span[] = [];
  for (const [resourceIndex, group] of objectsOf(
    fieldOf(object, 'resourceSpans', 'resource_spans', 'batches'),
  ).entries()) {
    const resource = attributesOf(objectField(group, 'resource'));
    const scopes = objectsOf(fieldOf(group, 'scopeSpans', 'scope_spans', 'instrumentationLibrarySpans'));
    for (const [scopeIndex, scope] of scopes.entries()) {
      for (const [index, span] of objectsOf(fieldOf(scope, 'spans')).entries()) {
        spans.push(
          spanOf(span, resource, `${path}.resourceSpans[${resourceIndex}].scopeSpans[${scopeIndex}].spans[${index}]`),
        );
      }
    }
  }
  return spans;
}

/** A span without its surroundings counts when it has attributes of the conventions. */
function singleSpan(object: JsonObject, path: string): readonly Span[] {
  const span = spanOf(object, attributesOf(objectField(object, 'resource')), path);
  return [...span.attributes.keys()].some((name) => /^(gen_ai|llm)\./.test(name)) ? [span] : [];
}

function spanOf(span: JsonObject, resource: Attributes, path: string): Span {
  const context = objectField(span, 'context', 'spanContext') ?? span;
  const trace = textField(context, 'traceId', 'trace_id');
  const id = textField(context, 'spanId', 'span_id');
  const parent =
    textField(span, 'parentSpanId', 'parent_span_id', 'parent_id', 'parentId') ||
    textField(objectField(span, 'parentSpanContext', 'parent'), 'spanId', 'span_id');
  return {
    path,
    id: id === '' ? '' : `${trace}:${id}`,
    parent: parent === '' ? '' : `${trace}:${parent}`,
    attributes: attributesOf(span),
    resource,
    span,
  };
}

/** `attributes` as a list of `{key, value: {stringValue…}}`, or as an object by name. */
function attributesOf(holder: JsonObject | undefined): Attributes {
  const attributes = new Map<string, string>();
  const source = fieldOf(holder, 'attributes');
  for (const item of objectsOf(source)) {
    const text = valueText(fieldOf(item, 'value'));
    if (text !== '') attributes.set(textField(item, 'key'), text);
  }
  for (const [name, value] of Object.entries(objectOf(source) ?? {})) {
    const text = valueText(value);
    if (text !== '') attributes.set(name, text);
  }
  return attributes;
}

const valueFields = [
  'stringValue',
  'intValue',
  'doubleValue',
  'boolValue',
  'string_value',
  'int_value',
  'double_value',
  'bool_value',
];

/** The text of an attribute's value; 64-bit integers are text already. */
function valueText(value: unknown): string {
  const typed = objectOf(value);
  return typed === undefined ? scalarText(value) : textField(typed, ...valueFields);
}
