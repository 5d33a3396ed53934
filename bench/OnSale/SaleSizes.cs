namespace EventTicket.Bench.OnSale;

/// <summary>How big the sale is.</summary>
/// <param name="Buyers">Who want one place each.</param>
/// <param name="Within">All of them come within so long, at random moments.</param>
/// <param name="Connections">Kept connections they share; who finds none free waits for one, and that counts.</param>
/// <param name="Think">How long they think before they pay, from half of it to one and a half.</param>
/// <param name="Rehearsing">Who comes to another sale before, for a quarter as many places: a program that has just started runs code that is not optimised yet.</param>
internal sealed record SaleSizes(int Buyers, int Places, TimeSpan Within, int Connections, TimeSpan Think, int Rehearsing = 0);
