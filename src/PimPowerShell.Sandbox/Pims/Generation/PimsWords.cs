namespace PimPowerShell.Sandbox.Pims.Generation;

/// <summary>Values of the generated catalog's dropdowns, and words for its texts.</summary>
internal static class PimsWords
{
    public static readonly string[] Statuses = ["active", "inactive", "deleted"];

    public static readonly string[] Colors = ["Black", "Blue", "Brown", "Green", "Grey", "Orange", "Red", "Sea green", "White", "Yellow"];

    public static readonly string[] Sizes = ["XS", "S", "M", "L", "XL", "XXL", "3XL"];

    public static readonly string[] Materials = ["Aluminium", "Beech", "Cotton", "Leather", "Oak", "Polyester", "Stainless steel", "Wool"];

    public static readonly string[] RodDiameters =
        ["1.66 in (4.22 cm)", "2.063 in (5.24 cm)", "2.375 in (6.03 cm)", "2.625 in (6.67 cm)", "2.875 in (7.3 cm)", "3.5 in (8.89 cm)", "4 in (10.16 cm)"];

    public static readonly string[] EnergyClasses = ["A", "B", "C", "D", "E", "F", "G"];

    public static readonly string[] Nouns =
    [
        "Bench", "Blender", "Boots", "Chair", "Desk", "Drill", "Jacket", "Kettle", "Lamp", "Lantern", "Mower", "Printer", "Pump", "Rod", "Sofa",
        "Table", "Tent", "Toaster", "Trowel", "Vest",
    ];

    public static readonly string[] Care = ["Wipe with a damp cloth.", "Wash at 30 °C.", "Oil once a year.", "Do not tumble-dry; iron < 110 °C."];

    public static readonly string[] Keywords = ["bestseller", "gift", "handmade", "new", "outlet", "repairable", "spare part", "vegan"];
}
