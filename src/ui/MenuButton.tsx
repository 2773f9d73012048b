import { Suspense, useLayoutEffect, useRef, useState } from 'react'
import { Button, type ButtonProps, type DropdownProps } from 'antd'
import { Boundary } from './Boundary'
import { onDemand } from './on-demand'

type Menu = NonNullable<DropdownProps['menu']>

interface Props extends Omit<ButtonProps, 'onClick'> {
  readonly menu: Menu
}

const Below = onDemand(async () => (await import('./MenuBelow')).MenuBelow)

/** A button that opens a menu below it. The code of menus is fetched when the first one is opened. */
export function MenuButton({ menu, ...button }: Props) {
  const [wanted, setWanted] = useState(false)
  const own = useRef<HTMLButtonElement>(null)

  // From now on the button stands inside of the menu: it is a new element, and takes over the focus.
  useLayoutEffect(() => {
    if (wanted) own.current?.focus()
  }, [wanted])

  if (wanted)
    return (
      <Boundary>
        <Suspense fallback={<Button {...button} />}>
          <Below menu={menu} disabled={button.disabled ?? false}>
            <Button {...button} ref={own} />
          </Below>
        </Suspense>
      </Boundary>
    )
  const want = () => setWanted(true)
  return (
    <Button
      {...button}
      onFocus={Below.preload}
      onPointerEnter={Below.preload}
      // If the code cannot be fetched, the boundary says so.
      onClick={() => void Below.load().then(want, want)}
    />
  )
}
