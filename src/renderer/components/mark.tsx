interface MarkProps {
  /** Side in pixels. */
  size?: number;
}

/** The mark (resources/mark.svg) in the colour of its text: a roof over a card. */
export function Mark({ size = 20 }: MarkProps) {
  return (
    <svg
      viewBox="0 0 32 32"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="3.2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M3.5 13.2 16 4.6l12.5 8.6" />
      <path d="M22 19.6H7v-3.4V24a3 3 0 0 0 3 3h12a3 3 0 0 0 3-3v-7.8" />
    </svg>
  );
}
