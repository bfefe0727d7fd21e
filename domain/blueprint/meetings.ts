const hour = 60 * 60_000;

/** Working time from "En Contacto" to the call or meeting, by the option of `meeting_preference` (the stage table). */
export const meetingAfterMs = {
  whatsapp: hour,
  call: hour,
  virtual: 4 * hour,
  in_person: 8 * hour,
} as const satisfies Readonly<Record<string, number>>;

export type MeetingKind = keyof typeof meetingAfterMs;
