/** Refusals as Frappe tells them: class, status (frappe/frappe `frappe/exceptions.py`), and words wrapped in JSON twice. */
import type { FakeReply } from '../fake-vendor.ts';

const STATUS: Readonly<Record<string, number>> = {
  AuthenticationError: 401,
  PermissionError: 403,
  DoesNotExistError: 404,
  DuplicateEntryError: 409,
  TimestampMismatchError: 417,
};

export class ErpError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }

  reply(status = STATUS[this.type] ?? 417): FakeReply {
    const message = JSON.stringify({ message: this.message, title: 'Message', indicator: 'red', raise_exception: 1 });
    const words = { exception: `frappe.exceptions.${this.type}: ${this.message}`, _server_messages: JSON.stringify([message]) };
    return { status, json: { exc_type: this.type, ...words } };
  }
}
