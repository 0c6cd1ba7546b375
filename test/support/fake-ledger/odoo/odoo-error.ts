/** Exceptions as Odoo's servers tell them: class, status (odoo/odoo `odoo/exceptions.py`, 19) and words. */
const STATUS: Readonly<Record<string, number>> = {
  'odoo.exceptions.UserError': 422,
  'odoo.exceptions.ValidationError': 422,
  'odoo.exceptions.AccessError': 403,
  'odoo.exceptions.AccessDenied': 403,
  'odoo.exceptions.MissingError': 404,
  'werkzeug.exceptions.NotFound': 404,
  'werkzeug.exceptions.UnprocessableEntity': 422,
  'werkzeug.exceptions.Unauthorized': 401,
};

export class OdooError extends Error {
  override readonly name: string;
  readonly status: number;

  constructor(kind: string, message: string) {
    super(message);
    this.name = kind.includes('.') ? kind : kind === 'ValueError' || kind === 'TypeError' ? `builtins.${kind}` : `odoo.exceptions.${kind}`;
    this.status = STATUS[this.name] ?? 500;
  }

  body(): Record<string, unknown> {
    return {
      name: this.name,
      message: this.message,
      arguments: [this.message],
      context: {},
      debug: 'Traceback (most recent call last): …',
    };
  }
}
