import type { JsonObject, WireError } from './protocol';

/** What failed between the page and the helper, or in it. `code` is of {@link WireError}, or one of ours:
 *  `timeout`, `cancelled`, `lost` (the connection dropped), `not-started`, `wrong-version`. */
export class HostError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly data: JsonObject = {}
  ) {
    super(message);
    this.name = 'HostError';
  }

  static of({ code, message, data }: WireError): HostError {
    return new HostError(code, message, data);
  }
}
