import { useId, useRef } from 'react'
import type { Focus } from '#domains/stories/shared'

interface FocusPickerProps {
  readonly src: string
  readonly focus: Focus | undefined
  readonly onFocus: (focus: Focus) => void
}

const CENTER: Focus = { x: 0.5, y: 0.5 }
const CROPS = ['wide', 'square', 'tall'] as const

/** Where the eye should stay when the photo is cropped: a press or drag on the picture, or the two sliders; the crops follow. */
export function FocusPicker({ src, focus = CENTER, onFocus }: FocusPickerProps) {
  const frame = useRef<HTMLSpanElement>(null)
  const id = useId()
  function point(event: React.PointerEvent) {
    const box = frame.current?.getBoundingClientRect()
    if (!box || box.width === 0 || box.height === 0) return
    onFocus({ x: part((event.clientX - box.left) / box.width), y: part((event.clientY - box.top) / box.height) })
  }
  const position = { objectPosition: `${focus.x * 100}% ${focus.y * 100}%` }
  return (
    <div className="focus-picker">
      <span
        ref={frame}
        className="frame"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          point(event)
        }}
        onPointerMove={(event) => {
          if (event.buttons > 0) point(event)
        }}
      >
        <img src={src} alt="" draggable={false} />
        <span className="spot" style={{ left: `${focus.x * 100}%`, top: `${focus.y * 100}%` }} />
      </span>
      <div className="two">
        <Slider id={`${id}-x`} label="From the left" value={focus.x} onValue={(x) => onFocus({ ...focus, x })} />
        <Slider id={`${id}-y`} label="From the top" value={focus.y} onValue={(y) => onFocus({ ...focus, y })} />
      </div>
      <div className="crops" aria-hidden="true">
        {CROPS.map((crop) => (
          <span key={crop} className={crop}>
            <img src={src} alt="" style={position} />
          </span>
        ))}
      </div>
    </div>
  )
}

interface SliderProps {
  readonly id: string
  readonly label: string
  readonly value: number
  readonly onValue: (value: number) => void
}

function Slider({ id, label, value, onValue }: SliderProps) {
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} <span className="n">{Math.round(value * 100)}%</span>
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={value}
        onChange={(event) => onValue(Number(event.currentTarget.value))}
      />
    </div>
  )
}

function part(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000
}
