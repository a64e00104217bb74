"""What editors need beyond the files themselves: skeletons, test questions asked, differences told."""
