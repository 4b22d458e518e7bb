import type { LucideIcon } from 'lucide-react';

/** A decorative icon, 16 px unless told; its meaning stands in a word or a label beside it. */
export function Icon({
  of: Glyph,
  size = 16,
  className,
}: {
  of: LucideIcon;
  size?: number;
  className?: string | undefined;
}) {
  return <Glyph size={size} aria-hidden {...(className ? { className } : {})} />;
}
