export interface KommoUser {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}
