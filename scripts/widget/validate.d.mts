export interface WidgetProblem {
  readonly level: 'error' | 'warning';
  readonly file: string;
  readonly message: string;
}
export function validateWidget(bytes: Uint8Array, name: string): readonly WidgetProblem[];
