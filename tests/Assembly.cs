// Tests wait more than they work: for processes, commits and a browser.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
