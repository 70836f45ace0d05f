import { computed, signal } from "@preact/signals";
import { Counter } from "../islands/Counter.tsx";
import Props from "../islands/Props.tsx";
import { define } from "../define.ts";

export default define.page(() => {
  const count = signal(2);
  const double = computed(() => count.value * 2);
  const rows = Array.from({ length: 20_000 }, (_, id) => ({ id, text: `row ${id} </script>` }));
  return (
    <Props
      count={count}
      double={double}
      rows={rows}
      header={
        <h1>
          Props <Counter count={count} />
        </h1>
      }
    >
      <Props count={count} double={double} rows={[]} header="text">
        <Counter count={count} />
      </Props>
    </Props>
  );
});
