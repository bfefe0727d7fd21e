/** One complaint about one property of one item. */
export interface FieldError {
  readonly code: string;
  readonly path: string;
  readonly detail: string;
}

export interface ItemErrors {
  readonly request_id: string;
  readonly errors: readonly FieldError[];
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'ErrInternalServer',
};

/** A refusal as Kommo words it: `application/problem+json`. */
export class Problem extends Error {
  readonly status: number;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, detail: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(detail);
    this.status = status;
    this.extra = extra;
  }

  toBody(): Record<string, unknown> {
    return {
      ...this.extra,
      title: titles[this.status] ?? 'Error',
      type: `https://httpstatus.es/${this.status}`,
      status: this.status,
      detail: this.message,
    };
  }
}

export function validationProblem(items: readonly ItemErrors[]): Problem {
  return new Problem(400, 'Request validation failed', { 'validation-errors': items });
}

export function refuse(path: string, code: string, detail?: string): FieldError {
  return { code, path, detail: detail ?? sentences[code] ?? 'This value is not valid.' };
}

const sentences: Readonly<Record<string, string>> = {
  NotSupportedChoice: 'The value you selected is not a valid choice.',
  InvalidType: 'This value has an invalid type.',
  FieldMissing: 'This field is missing.',
  TooLong: 'This value is too long.',
  TooShort: 'This value is too short.',
  NotUnique: 'This value is already used.',
};
