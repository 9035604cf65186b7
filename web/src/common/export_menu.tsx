import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { csvOf } from "./csv";
import { downloadBlob, downloadText } from "./download";
import { ErrorNote } from "./states";
import { useAction } from "./use_action";
import type { Cell, Sheet } from "./xlsx";

/** What a table of CSV holds in place of a cell: amounts and days as they are written. */
const plain = (cell: Cell) => (typeof cell === "object" ? ("amount" in cell ? cell.amount : cell.day) : cell);

interface ExportMenuProps {
  name: string;
  rows: () => Promise<Cell[][]> | Cell[][];
  /** What only a spreadsheet holds: CSV is one table. */
  further?: () => Sheet[];
}

/** What is shown, as CSV or as a spreadsheet. `rows` are asked for when the reader chooses; the first names the columns. */
export function ExportMenu({ name, rows, further }: ExportMenuProps) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const save = (format: "csv" | "xlsx") =>
    run(async () => {
      const all = await rows();
      if (format === "csv") downloadText(`${name}.csv`, csvOf(all.map((row) => row.map(plain))), "text/csv");
      else downloadBlob(`${name}.xlsx`, await (await import("./xlsx")).xlsxOf([{ name, rows: all }, ...(further?.() ?? [])]));
    });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" size="sm" loading={isBusy} leftSection={<IconDownload size={18} aria-hidden />} rightSection={<IconChevronDown size={16} aria-hidden />}>
            {t("catalogue.export")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void save("xlsx")}>{t("export.xlsx")}</Menu.Item>
          <Menu.Item onClick={() => void save("csv")}>{t("export.csv")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {Boolean(error) && <ErrorNote error={error} />}
    </>
  );
}
