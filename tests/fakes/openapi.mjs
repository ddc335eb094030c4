// Holds a JSON body against a schema of an OpenAPI file that lies elsewhere (none is part of this project).
import { spawnSync } from 'node:child_process';

/** The file at `path`, YAML or JSON; YAML is read by python3-yaml. */
export function readOpenApi(path) {
  const script = 'import json,sys,yaml; json.dump(yaml.load(open(sys.argv[1],encoding="utf-8"),Loader=getattr(yaml,"CSafeLoader",yaml.SafeLoader)),sys.stdout,default=str)';
  const read = spawnSync('python3', ['-c', script, path], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (read.status !== 0) throw new Error(`${path} cannot be read: ${read.stderr}`);
  return JSON.parse(read.stdout);
}

const isKind = {
  object: (value) => value !== null && typeof value === 'object' && !Array.isArray(value),
  array: Array.isArray, string: (value) => typeof value === 'string', boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number', integer: Number.isInteger,
};

export class Schemas {
  constructor(document) { this.document = document; }

  resolve(schema) {
    let found = schema;
    while (found?.$ref) found = found.$ref.slice(2).split('/').reduce((inside, name) => inside[name], this.document);
    return found;
  }

  /** What `allOf` comes to. Taken word by word, `additionalProperties: false` in one branch would refuse the others'. */
  merged(schema) {
    const { allOf, ...rest } = this.resolve(schema);
    if (!allOf) return rest;
    return [rest, ...allOf.map((branch) => this.merged(branch))].reduce((all, one) => ({ ...all, ...one,
      properties: { ...all.properties, ...one.properties }, required: [...(all.required ?? []), ...(one.required ?? [])] }));
  }

  /** Where `value` breaks the schema, a line each. */
  problems(schema, value, where = '$') {
    const rules = this.merged(schema);
    if (rules.oneOf && rules.discriminator) {
      const name = value?.[rules.discriminator.propertyName];
      const branch = rules.discriminator.mapping[name];
      return branch ? this.problems({ $ref: branch }, value, where) : [`${where}: no kind ${JSON.stringify(name)}`];
    }
    if (rules.oneOf) {
      const fits = rules.oneOf.filter((branch) => this.problems(branch, value, where).length === 0).length;
      return fits === 1 ? [] : [`${where}: fits ${fits} of the alternatives`];
    }
    const kind = rules.type ?? (rules.properties ? 'object' : undefined);
    if (kind && !isKind[kind](value)) return [`${where}: not of type ${kind}`];
    const found = [];
    if (rules.enum && !rules.enum.includes(value)) found.push(`${where}: none of ${rules.enum.join(', ')}`);
    if (typeof value === 'string') {
      if (rules.pattern && !new RegExp(rules.pattern).test(value)) found.push(`${where}: not like ${rules.pattern}`);
      if (rules.maxLength !== undefined && value.length > rules.maxLength) found.push(`${where}: too long`);
      if (rules.minLength !== undefined && value.length < rules.minLength) found.push(`${where}: too short`);
    }
    if (Array.isArray(value)) {
      if (rules.maxItems !== undefined && value.length > rules.maxItems) found.push(`${where}: too many`);
      if (rules.minItems !== undefined && value.length < rules.minItems) found.push(`${where}: too few`);
      if (rules.items) value.forEach((one, i) => found.push(...this.problems(rules.items, one, `${where}[${i}]`)));
    }
    if (isKind.object(value)) {
      for (const name of rules.required ?? []) if (!(name in value)) found.push(`${where}.${name}: missing`);
      for (const [name, inside] of Object.entries(value)) {
        if (rules.properties?.[name]) found.push(...this.problems(rules.properties[name], inside, `${where}.${name}`));
        else if (rules.additionalProperties === false) found.push(`${where}.${name}: not known`);
      }
    }
    return found;
  }
}
